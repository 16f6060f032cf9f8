import { describe, expect, test } from 'vitest';
import {
  hasInstanceStore,
  isAccelerated,
  publishesEbsMetrics,
} from '../../src/lib/model/instance-type.ts';

const all = (types: string): readonly string[] => types.split(/\s+/);

describe('what the name of an instance type tells', () => {
  test.each(
    all(`t3.micro t3a.small t4g.nano m5.large c7i-flex.large m5d.large i3en.large
     u-6tb1.56xlarge`),
  )('%s publishes EBS metrics', (type) => expect(publishesEbsMetrics(type)).toBe(true));

  test.each(
    all(`t1.micro t2.micro m4.large c4.large r4.large i3.large x1e.xlarge m5.metal
     c7i.metal-24xl`),
  )('%s publishes none: Xen or bare metal', (type) =>
    expect(publishesEbsMetrics(type)).toBe(false),
  );

  test.each(
    all(`m5d.large c6gd.medium x2idn.16xlarge m5ad.large z1d.large i4i.large is4gen.medium
     d3.xlarge m3.medium g4dn.xlarge hpc6id.32xlarge p5.48xlarge p6-b200.48xlarge`),
  )('%s loses the data of an instance store when it stops', (type) =>
    expect(hasInstanceStore(type)).toBe(true),
  );

  test.each(
    all(`t3.micro m5.large c5n.large dl2q.24xlarge hpc7g.4xlarge r4.large u-6tb1.56xlarge
     g5g.xlarge`),
  )('%s has none', (type) => expect(hasInstanceStore(type)).toBe(false));

  test.each(
    all(`g4dn.xlarge gr6.4xlarge p4d.24xlarge trn1.2xlarge inf2.xlarge dl1.24xlarge
     vt1.3xlarge f2.6xlarge`),
  )('%s has a device whose work no CPU shows', (type) => expect(isAccelerated(type)).toBe(true));

  test.each(all('t3.micro m5.large hpc7g.4xlarge i3.large d2.xlarge'))('%s has not', (type) =>
    expect(isAccelerated(type)).toBe(false),
  );
});
