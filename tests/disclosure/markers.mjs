// Words that betray where they came from: every secret of the county carries one, and an answer is read for them.
//
// A word is four characters of a range that nothing else in the product uses (CJK extension A), and no two words share a pair
// of neighbouring characters, so that also a piece of a word, cut off at the edge of an excerpt, names its secret.
// A telephone number's last four digits are its own, so that a masked number names it too.

const first = 0x3400
const span = 256

export class Markers {
  constructor(chance) {
    this.chance = chance
    this.secrets = new Map()  // what may be found → its secret
    this.pairs = new Map()    // two characters → the word they are of
    this.tails = 0
    this.tickets = 0
  }

  // `of`: what the oracle is asked about it: its kind, and where it is at home: matter, and party, audience or hour.
  word(of) {
    for (;;) {
      const word = String.fromCharCode(...Array.from({ length: 4 }, () => first + this.chance.below(span)))
      const pairs = [0, 1, 2].map(at => word.slice(at, at + 2))
      if (new Set(pairs).size < 3 || pairs.some(pair => this.pairs.has(pair))) continue
      for (const pair of pairs) this.pairs.set(pair, word)
      this.put(word, of)
      return word
    }
  }

  phone(of) {
    const tail = String(this.tails += 1).padStart(4, '0')
    const phone = `1990${String(this.chance.below(1000)).padStart(3, '0')}${tail}`
    // Both stand where `of` stands, also when it is told only later where that is.
    of.both = [{ ...of, kind: 'phone' }, { ...of, kind: 'masked phone' }]
    this.put(phone, of.both[0])
    this.put(`199****${tail}`, of.both[1])
    return phone
  }

  // A number in another system.
  ticket(of) {
    const number = `GD${String(this.tickets += 1).padStart(8, '0')}`
    this.put(number, of)
    return number
  }

  // A text may be at home in several places, as the name of somebody who joined another matter is.
  put(text, of) {
    const held = this.secrets.get(text)
    if (!held) this.secrets.set(text, { text, homes: [of] })
    else if (!held.homes.some(one => one.matter === of.matter && one.kind === of.kind && one.party === of.party)) held.homes.push(of)
  }
}

const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const patterns = new RegExp(`[\\u3400-\\u34ff]{2,}|199\\d{8}|199\\*{4}\\d{4}|PD\\d{4}-\\d+|GD\\d{8}|${id}`, 'g')

// Everything in a text that names a secret, once each; `unread`: characters of the range that belong to no word.
export function secretsIn(text, markers) {
  const found = new Map()
  for (const [hit] of text.matchAll(patterns)) {
    const secret = markers.secrets.get(hit)
    if (secret) found.set(secret.text, secret)
    else if (hit.charCodeAt(0) >= first && hit.charCodeAt(0) < first + span) {
      for (let at = 0; at + 1 < hit.length; at += 1) {
        const word = markers.pairs.get(hit.slice(at, at + 2))
        if (word) found.set(word, markers.secrets.get(word))
      }
    }
  }
  return [...found.values()]
}
