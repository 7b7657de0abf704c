// On paper, and in large letters.

import { expect } from '../../journeys/support/check.mjs'
import { comesInAtDesk, writesReport } from '../support/hands.mjs'

export const title = '回执打印一页；长辈版字够大'

// A page object each; "/Type /Pages" is their parent.
const pagesOf = pdf => (pdf.toString('latin1').match(/\/Type\s*\/Page(?![s\w])/g) ?? []).length

export default async function story(stage) {
  const say = stage.step.bind(stage)
  const { page } = await stage.phone()
  await say('回执打印成一页', async () => {
    await page.goto('/')
    await writesReport(page, { text: '井盖松动，走过会响。', name: '化名韦阿公', phone: '19900004444' })
    await page.getByRole('button', { name: '提交', exact: true }).click()
    await page.locator('.number').waitFor()
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect.equal('页数', pagesOf(pdf), 1)
    await page.emulateMedia({ media: 'print' })
    expect.equal('按钮不印', await page.getByRole('button', { name: '打印' }).isVisible(), false)
    expect.equal('编号印出', await page.locator('.number').isVisible(), true)
    await page.emulateMedia({ media: 'screen' })
  })
  await say('一件办完的事项印出来不多于五页', async () => {
    const { page: desk } = await stage.desktop()
    await comesInAtDesk(desk, 'triage', `/desk/matters/${stage.needs('matter')}`)
    await desk.getByRole('heading', { name: '办理经过' }).waitFor()
    const pages = pagesOf(await desk.pdf({ preferCSSPageSize: true }))
    expect.yes('页数', pages <= 5, pages)
  })
  await say('长辈版：正文不小于 18 像素，按钮不小于 44 像素，离开再来还在', async () => {
    await page.goto('/')
    await page.locator('.tiles').getByRole('button', { name: /长辈版/ }).click()
    await page.reload()
    await page.locator('.tiles').getByRole('button', { name: /换回标准版/ }).waitFor()
    for (const path of ['/', '/report', stage.left.track ?? '/mine']) {
      await page.goto(path)
      await page.waitForFunction(() => document.querySelector('main') && Number.parseFloat(getComputedStyle(document.body).fontSize) >= 18 && !/正在读取/.test(document.body.textContent))
      const smallNow = () => page.evaluate(() => {
        const seen = []
        for (const element of document.querySelectorAll('main *')) {
          const own = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent.trim())
          const box = element.getBoundingClientRect()
          if (own && !element.closest('[aria-hidden=true]') && box.width > 1 && box.height > 1 && Number.parseFloat(getComputedStyle(element).fontSize) < 18) seen.push(`${element.tagName}.${element.className} ${getComputedStyle(element).fontSize} ${element.textContent.trim().slice(0, 20)}`)
        }
        return [...new Set(seen)].slice(0, 5)
      })
      // The first frame after a load may still be laid out with the inherited size of the one before.
      let small = await smallNow()
      for (let tries = 0; small.length > 0 && tries < 20; tries += 1) {
        await page.waitForTimeout(50)
        small = await smallNow()
      }
      expect.equal(`${path.split('#')[0]} 上小于 18 像素的字`, small, [])
      const low = await page.locator('main .button:visible').evaluateAll(all => all.filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent.trim()))
      expect.equal(`${path.split('#')[0]} 上低于 44 像素的按钮`, low, [])
      expect.equal('没有横向滚动', await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true)
    }
  })
}
