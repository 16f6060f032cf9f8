import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ part: 6, faults: 'heavy' });
