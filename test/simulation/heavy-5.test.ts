import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ part: 5, faults: 'heavy' });
