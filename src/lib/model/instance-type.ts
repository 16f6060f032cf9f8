/** What the name of an instance type tells. Sources: the EC2 instance type pages, 2026-11. */
interface TypeName {
  /** `m5dn` of `m5dn.xlarge`. */
  readonly family: string;
  /** `dn` of `m5dn.xlarge`: additional capabilities, where `d` is instance-store storage. */
  readonly capabilities: string;
  readonly size: string;
}

const families = (names: string): ReadonlySet<string> => new Set(names.split(/\s+/));

/** Families on the Xen hypervisor: they publish no EBS metrics in AWS/EC2. */
const XEN = families(
  't1 t2 m1 m2 m3 m4 c1 c3 c4 r3 r4 i2 i3 d2 h1 hs1 cr1 cc2 hi1 g2 g3 g3s p2 p3 x1 x1e f1',
);

/** Families whose every size has instance-store volumes, though no `d` says so. */
const INSTANCE_STORE = families(
  `m1 m2 m3 c1 c3 r3 g2 hs1 cr1 cc2 hi1 i2 i3 i3en i4i i4g i7i i7ie i8g i8ge im4gn is4gen d2 d3 d3en
   h1 x1 x1e f1 f2 g5 g6 g6e g6f gr6 gr6f g7e p4d p4de p5 p5e p5en p6-b200 p6-b300 p6e-gb200
   trn1 trn1n trn2 trn2u dl1`,
);

/** GPU and accelerator families: a quiet CPU says nothing about the device. */
const ACCELERATED = /^(g\d|gr\d|p\d|trn\d|inf\d|dl\d|vt\d|f\d)/;

function parse(type: string): TypeName {
  const [family = type, size = ''] = type.split('.');
  const capabilities = /^[a-z]+\d+([a-z]*)/.exec(family)?.[1] ?? '';
  return { family, capabilities, size };
}

/** Nitro instances publish EBSReadOps and EBSWriteOps; Xen and bare metal do not. */
export function publishesEbsMetrics(type: string): boolean {
  const { family, size } = parse(type);
  return !XEN.has(family) && !size.startsWith('metal');
}

/** A stop loses what is on instance-store volumes. */
export function hasInstanceStore(type: string): boolean {
  const { family, capabilities } = parse(type);
  return INSTANCE_STORE.has(family) || capabilities.includes('d');
}

export const isAccelerated = (type: string): boolean => ACCELERATED.test(type);
