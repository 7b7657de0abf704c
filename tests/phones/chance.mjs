// Everything that is left to chance in a run, by its seed alone.

export class Chance {
  constructor(seed) {
    this.state = seed >>> 0
  }

  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  below(n) {
    return Math.floor(this.next() * n)
  }

  pick(list) {
    return list[this.below(list.length)]
  }

  holds(share) {
    return this.next() < share
  }

  // { name: weight } → name
  among(weights) {
    let left = this.next() * Object.values(weights).reduce((sum, one) => sum + one, 0)
    for (const [name, weight] of Object.entries(weights)) if ((left -= weight) < 0) return name
    return Object.keys(weights)[0]
  }
}
