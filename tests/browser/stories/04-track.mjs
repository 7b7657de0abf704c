// J1, what she sees and does on her phone, with nothing but the link of her receipt.

import { expect } from '../../journeys/support/check.mjs'
import { she } from '../../journeys/support/openings.mjs'

export const title = '她查看进展、期限的理由、谁看过；催办；本人同意；看文书'

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const track = stage.needs('track')
  stage.needs('matter')
  const { page } = await stage.phone()
  const card = name => page.locator('section.card').filter({ has: page.getByRole('heading', { name, exact: true }) })

  await say('打开查询链接：走到哪一步、下一步、谁在办', async () => {
    await page.goto(track)
    await page.getByText('征求各方意愿').first().waitFor()
    const bars = page.locator('ol.steps')
    expect.equal('整件事项的步骤，下面是人民调解的步骤', await bars.count(), 2)
    for (const bar of await bars.all()) expect.equal('只有一个当前步骤', await bar.locator('[aria-current=step]').count(), 1)
    expect.matches('转去调解以后，受理仍是已完成', await bars.first().locator('li', { hasText: '受理' }).innerText(), /已完成/)
    expect.equal('先写整件事项的期限', await card('期限').locator('h3').first().innerText().then(text => text.trim()), '办结期限 （中心自己定的期限）')
    expect.contains('谁在办', await card('下一步').innerText(), '定南街道人民调解委员会')
    expect.equal('没有横向滚动', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
  })
  await say('每个期限都说明从哪天起算；有跳过的日子，展开看得到', async () => {
    for (const fold of await page.getByText(/^(已经结束的期限|经办单位每一步的内部期限)/).all()) await fold.click()
    const deadlines = page.locator('article.deadline')
    const texts = await deadlines.allInnerTexts()
    expect.yes('有期限', texts.length >= 2, texts)
    for (const text of texts) expect.matches('一句话的理由', text, /从\d+年\d+月\d+日.+起算.+日/)
    // Whether a weekend lies between depends on the day of the test.
    for (const fold of await deadlines.locator('details').all()) {
      await fold.getByText('为什么是这一天').click()
      const lines = await fold.locator('li').allInnerTexts()
      expect.yes('逐日写明', lines.length > 0 && lines.every(line => /\d+月\d+日/.test(line)), lines)
    }
  })
  await say('谁看过：只有机构和岗位，没有姓名', async () => {
    const rows = await card('谁看过（访问记录）').locator('li').allInnerTexts()
    expect.yes('分流员看过', rows.some(row => row.includes('分流员')), rows)
    expect.yes('调解员看过', rows.some(row => row.includes('人民调解员')), rows)
    expect.none('工作人员的姓名', rows, row => row.includes('化名'))
  })
  await say('催办', async () => {
    await card('我可以做的事').getByRole('button', { name: '催办' }).click()
    await page.locator('#move-urge_text').fill('雨季快到了，请早点来看。')
    await page.locator('form').getByRole('button', { name: '催办' }).click()
    await page.getByText('已提交').first().waitFor()
    expect.equal('回到页首，看得到现在的情况', await page.evaluate(() => [scrollY, document.activeElement.tagName]), [0, 'H1'])
    await card('办理经过').getByText('催办').first().waitFor()
  })
  await say('她本人同意调解', async () => {
    await card('我可以做的事').getByRole('button', { name: '我同意调解', exact: true }).click()
    const form = page.locator('form').filter({ hasText: '您同意由人民调解委员会调解吗' })
    await form.waitFor()
    expect.equal('谁、哪天、怎样表示，都不用她填', await form.locator('input, select, textarea').count(), 0)
    await form.getByRole('button', { name: '我同意调解', exact: true }).click()
    await page.getByText('已提交').first().waitFor()
    await card('办理经过').getByText('记录同意').first().waitFor()
  })
  await say('看文书要手机号后四位，页面这样写明；输错了不给看', async () => {
    await card('文书').getByText('没有设查询密码的，输入登记手机号的后四位').waitFor()
    await page.locator('#track-pin').fill('0000')
    await card('文书').getByRole('button', { name: '确定' }).click()
    await card('文书').getByRole('alert').filter({ hasText: '不对，请重新输入' }).waitFor()
    expect.equal('输的还在', await page.locator('#track-pin').inputValue(), '0000')
    expect.equal('没有按钮', await card('文书').getByRole('button', { name: /查看图片|下载 PDF/ }).count(), 0)
  })
  await say('输对以后，受理通知书的图片显示出来', async () => {
    await page.locator('#track-pin').fill(she.phone.slice(-4))
    await card('文书').getByRole('button', { name: '确定' }).click()
    await card('文书').getByRole('button', { name: '查看图片' }).first().click()
    const sheet = page.locator('img.sheet').first()
    await sheet.waitFor()
    await page.waitForFunction(() => document.querySelector('img.sheet')?.naturalWidth > 600)
    expect.matches('图片说明', await sheet.getAttribute('alt'), /通知书 第 1 页/)
  })
}
