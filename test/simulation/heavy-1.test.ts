import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ from: 0, seeds: 50, faults: 'heavy' });
