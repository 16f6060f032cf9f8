import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ from: 50, seeds: 50, faults: 'heavy' });
