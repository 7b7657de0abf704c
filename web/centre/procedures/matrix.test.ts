import { expect, it } from 'vitest'

import { readMatrix } from './matrix'

it('puts the lines of one state together and keeps their order', () => {
  expect(readMatrix('状态\t动作\t由谁来做\t之后\n待分流\t受理\t分流员\t在办\n待分流\t退回\t分流员\t不变\n在办\t办结\t经办人\t已办结\n')).toEqual({
    heads: ['状态', '动作', '由谁来做', '之后'],
    groups: [
      { state: '待分流', rows: [['受理', '分流员', '在办'], ['退回', '分流员', '不变']] },
      { state: '在办', rows: [['办结', '经办人', '已办结']] },
    ],
  })
})

it('reads nothing out of nothing', () => expect(readMatrix('')).toEqual({ heads: [], groups: [] }))
