// What was asked and what was heard of it. Three values: ok (the answer said done), refused (the answer said no), unknown
// (no answer, or one that does not know): what is unknown may have happened or not, wholly or not at all.

export class History {
  constructor(seed) {
    this.seed = seed
    this.epoch = 0        // how many times the county has been opened
    this.ops = []
    this.heard = 0        // tries that ended, whatever came of them
    this.looks = []       // what a reader was shown of an act after a recovery, or right after its answer
    this.odd = []         // answers no death of anything explains
  }

  // `kind`: create, move, party, file. `text` is the act's own mark: no other act has it.
  begins(kind, what) {
    const op = { n: this.ops.length, kind, tries: [], ...what }
    this.ops.push(op)
    return op
  }

  tried(op, { outcome, status, answer }) {
    this.heard += 1
    op.tries.push({ epoch: this.epoch, outcome, ...(status ? { status } : {}), ...(answer ? { answer } : {}) })
  }

  // `found`: whether it was there; `same`: with the very number and content.
  looked(op, look) {
    this.looks.push({ n: op.n, epoch: this.epoch, ...look })
  }
}

export const outcome = op => {
  if (op.tries.some(one => one.outcome === 'ok')) return 'ok'
  return op.tries.some(one => one.outcome === 'refused') ? 'refused' : 'unknown'
}

export const answers = op => op.tries.filter(one => one.outcome === 'ok').map(one => one.answer)
