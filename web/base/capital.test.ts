import { expect, test } from 'vitest'

import { capitalOf } from './capital'

test('an amount reads as the server writes it', () => {
  const cases: [number, string][] = [
    [0, '零元整'], [5, '伍分'], [50, '伍角整'], [100, '壹元整'], [105, '壹元零伍分'], [1000, '壹拾元整'], [128_050, '壹仟贰佰捌拾元伍角整'], [168_437, '壹仟陆佰捌拾肆元叁角柒分'],
    [600_714, '陆仟零柒元壹角肆分'], [1_640_902, '壹万陆仟肆佰零玖元零贰分'], [1_000_000, '壹万元整'], [1_000_100, '壹万零壹元整'], [10_020_300_400, '壹亿零贰拾万叁仟零肆元整'], [10_001_000_000, '壹亿零壹万元整'],
  ]
  for (const [fen, words] of cases) expect(capitalOf(fen)).toBe(words)
})
