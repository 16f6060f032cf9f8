import { proveSeeds } from './prove-seeds.ts';

proveSeeds({ from: 150, seeds: 50, faults: 'heavy' });
