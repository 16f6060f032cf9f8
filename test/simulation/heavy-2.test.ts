import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ part: 2, faults: 'heavy' });
