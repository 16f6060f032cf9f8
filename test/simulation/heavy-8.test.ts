import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ part: 8, faults: 'heavy' });
