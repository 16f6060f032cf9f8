import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ part: 4, faults: 'heavy' });
