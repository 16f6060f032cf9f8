import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ part: 7, faults: 'heavy' });
