import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ from: 100, seeds: 50, faults: 'heavy' });
