// Finding a matter again: two characters are enough, rare ones too, and never beyond one's own scope.

import { expect } from '../support/check.mjs'
import { places } from '../support/county.mjs'
import { findsHerGrid } from '../support/openings.mjs'

export const title = '查找：两个字起，生僻字、编号、标点都行，管辖之外一件也没有'

export default async function story(scene) {
  const say = scene.step.bind(scene)
  const also = scene.also.bind(scene)
  await say('县里的服务已经开起来', () => scene.opens())
  const desk = await scene.staff('triage')
  const grid = await scene.staff('grid')
  const town = await scene.staff('town')
  const water = await scene.staff('water')
  const first = await findsHerGrid(desk.client)
  const second = await findsHerGrid(desk.client, 2)
  const texts = {
    flood: { text: '新挖的排水沟把苞谷地淹了，去年也淹过。', place: first.id },
    rare: { text: '寨门口的古井名叫㵲泉，井栏上刻着𠮷字和龘字。', place: first.id },
    wifi: { text: '村里的WiFi断了，路由器编号AB-2047。', place: second.id },
    percent: { text: '补偿只给了50%，少了_一半_。', place: first.id },
    quote: { text: '他说"不归我管"，还说了\'随便告\'。', place: first.id },
    long: { text: `${'山路远，'.repeat(60)}尽头有一座风雨桥。`, title: '桥的事', place: second.id },
  }
  const number = {}
  await say('登记六件事', async () => {
    for (const [key, words] of Object.entries(texts)) number[key] = (await desk.records(words)).number
  })
  const finds = async (who, words) => (await who.finds(words)).map(one => one.number).sort()
  for (const [words, keys] of [
    ['排水', ['flood']], ['排水沟', ['flood']], ['苞谷地淹', ['flood']], ['新挖的排水沟把苞谷地淹了', ['flood']], ['水沟', ['flood']], ['淹', ['flood']],
    ['㵲泉', ['rare']], ['𠮷字', ['rare']], ['𠮷', ['rare']], ['龘字', ['rare']], ['WiFi', ['wifi']], ['wifi', ['wifi']], ['AB-2047', ['wifi']], ['2047', ['wifi']],
    ['50%', ['percent']], ['少了_', ['percent']], ['不归我管', ['quote']], ["'随便", ['quote']], ['风雨桥', ['long']], ['桥的事', ['long']],
    ['水排', []], ['苞谷 淹', ['flood']], ['排水 没有的词', []],  ['淹 OR 古井', []], ['NEAR(排水', []], ['"排水', ['flood']], ['排水*', ['flood']], ['水沟，把', ['flood']],
  ]) {
    await also(`“${words}”${keys.length ? '找得到' : '找不到'}`, async () => expect.equal('结果', await finds(desk, words), keys.map(key => number[key]).sort()))
  }
  await also('按编号，整个或末几位', async () => {
    expect.equal('整个', await finds(desk, number.rare), [number.rare])
    expect.contains('小写', (await finds(desk, number.rare.toLowerCase())).join(), number.rare)
    expect.contains('末几位', (await finds(desk, number.rare.slice(-6))).join(), number.rare)
  })
  await also('按地点的名字', async () => expect.equal('第2网格', await finds(desk, '第2网格'), [number.wifi, number.long].sort()))
  await also('结果给出找到的那一段', async () => {
    const [row] = await desk.finds('风雨桥')
    expect.contains('片段', row.snippet, '风雨桥')
  })
  await also('类别、地点可以一起用', async () => {
    const { items } = await desk.reads(`/search?q=${encodeURIComponent('淹')}&place=${second.id}`)
    expect.equal('第2网格没有', items, [])
  })
  await also('空的、只有标点的', async () => {
    for (const words of ['，。', '%', '_', '""']) expect.fault(words, await desk.get(`/search?q=${encodeURIComponent(words)}`), '/q')
  })
  await also('太长的', async () => expect.refused('拒绝', await desk.get(`/search?q=${encodeURIComponent('长'.repeat(61))}`), 400))
  await also('一页一件地翻，每件恰好一次', async () => {
    const seen = []
    let cursor
    do {
      const page = await desk.reads(`/matters?limit=1${cursor ? `&cursor=${cursor}` : ''}`)
      seen.push(...page.items.map(one => one.number))
      cursor = page.next
    } while (cursor && seen.length < 50)
    expect.equal('都翻到了', seen.slice().sort(), Object.values(number).sort())
    expect.equal('新的在前', seen, Object.values(number).reverse())
  })
  await also('第1网格的网格员只找得到自己网格的', async () => {
    expect.equal('自己的', await finds(grid, '排水'), [number.flood])
    expect.equal('第2网格的', await finds(grid, '风雨桥'), [])
    expect.equal('用编号也不行', await finds(grid, number.long), [])
    expect.equal('按地点也不行', await grid.reads(`/matters?place=${second.id}`).then(page => page.items), [])
  })
  await also('街道中心找得到本街道的；别的部门什么也找不到', async () => {
    expect.equal('街道', await finds(town, '风雨桥'), [number.long])
    expect.equal('水务局', await finds(water, '排水'), [])
  })
  await also('别的乡镇的事，街道中心找不到', async () => {
    const towns = (await desk.client.request('GET', `/public/places?parent=${places.county}`)).json.items
    const other = towns.find(one => one.id !== places.town.id)
    const village = (await desk.client.request('GET', `/public/places?parent=${other.id}`)).json.items[0]
    const taken = await desk.records({ text: '邻镇的塌方，密语戊。', place: village.id })
    expect.equal('县中心', await finds(desk, '密语戊'), [taken.number])
    expect.equal('定南街道', await finds(town, '密语戊'), [])
  })
  await also('改了类别以后，按新类别找得到，按旧类别找不到', async () => {
    const row = expect.one('这件事', await desk.finds('苞谷地'), () => true)
    await desk.does(row.matter, 'accept', { category: 'dispute.neighbour.drain', difficulty: 'ordinary' })
    const by = async category => (await desk.reads(`/search?q=${encodeURIComponent('苞谷')}&category=${category}`)).items.length
    expect.equal('件数', [await by('dispute.neighbour.drain'), await by('other')], [1, 0])
  })
}
