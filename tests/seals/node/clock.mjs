/** The instant at which the frameworks read. */
const RealDate = Date;
let nowMs = RealDate.now();

globalThis.Date = class extends RealDate {
  constructor(...args) {
    super(...(args.length === 0 ? [nowMs] : args));
  }

  static now() {
    return nowMs;
  }
};

export function setTime(epochMs) {
  nowMs = epochMs;
}
