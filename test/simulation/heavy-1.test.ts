import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ part: 1, faults: 'heavy' });
