import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ part: 3, faults: 'heavy' });
