/**
 * Moves `Date` from outside: `node --import ./shift-date.ts?ms=3600000` runs a program an hour
 * ahead. Its clock goes on running; timers and `performance` are not touched.
 */
const shift = Number(new URL(import.meta.url).searchParams.get('ms'));
if (!Number.isFinite(shift)) throw new RangeError('shift-date.ts needs ?ms=<milliseconds>');

const MachineDate = Date;
const now = (): number => MachineDate.now() + shift;

globalThis.Date = new Proxy(MachineDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new MachineDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
