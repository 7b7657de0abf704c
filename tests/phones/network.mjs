// The way between the phones and the server: it loses requests before the server took them and answers after, sends a
// request twice, keeps one back and delivers it much later, answers for a proxy, cuts an answer short, or stays silent.

const lost = () => new TypeError('network')

export class Network {
  constructor(client, chance, say = () => {}) {
    this.client = client
    this.chance = chance
    this.say = say
    this.late = []
    this.carried = 0
    this.healed = false
    this.fates = {}
  }

  async server(parcel) {
    this.carried += 1
    if (this.carried % 100 === 0) this.client.sits()
    const reply = await this.client.send(parcel)
    return { status: reply.status, headers: reply.headers, bytes: reply.bytes }
  }

  // What happens to this request; the phone that sent it is told by an answer, an error, or nothing at all.
  async carry(phone, parcel) {
    const fate = this.healed ? 'ok' : this.chance.among({ ok: 46, lost: 10, unheard: 12, twice: 6, late: 8, proxy: 6, 'proxy after': 4, short: 3, silent: 3, killed: 2, 'killed after': 2 })
    this.fates[fate] = (this.fates[fate] ?? 0) + 1
    this.say(`    ${phone.name} ${parcel.method} ${parcel.path.split('?')[0]} · ${fate}`)
    switch (fate) {
      case 'lost': throw lost()
      case 'unheard':
        await this.server(parcel)
        throw lost()
      case 'twice':
        await this.server(parcel)
        return answer(await this.server(parcel))
      case 'late':
        this.late.push(parcel)
        throw lost()
      case 'proxy': return answer({ status: 502, headers: { 'content-type': 'text/html' }, bytes: Buffer.from('<h1>502</h1>') })
      case 'proxy after':
        await this.server(parcel)
        return answer({ status: 504, headers: { 'content-type': 'text/html' }, bytes: Buffer.from('<h1>504</h1>') })
      case 'short': {
        const reply = await this.server(parcel)
        return answer({ ...reply, bytes: reply.bytes.subarray(0, Math.floor(reply.bytes.length / 2)) })
      }
      case 'silent':
        await this.server(parcel)
        return phone.waitsInVain()
      case 'killed': return phone.dies()
      case 'killed after':
        await this.server(parcel)
        return phone.dies()
      default: return answer(await this.server(parcel))
    }
  }

  // What was kept back arrives now, in any order; nobody waits for the answer any more.
  async delivers(all = false) {
    while (this.late.length > 0) {
      const [parcel] = this.late.splice(this.chance.below(this.late.length), 1)
      this.say(`    late ${parcel.method} ${parcel.path}`)
      await this.server(parcel)
      if (!all) return
    }
  }
}

function answer({ status, headers, bytes }) {
  const plain = Object.fromEntries(['content-type', 'etag'].filter(name => headers[name]).map(name => [name, headers[name]]))
  return new Response(status === 204 || status === 304 ? null : bytes, { status, headers: plain })
}
