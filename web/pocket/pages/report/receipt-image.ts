import { saveBlob } from '@/base/save'
import { showTime } from '@/base/when'
import type { Receipt } from '@/entities/types'

import { t } from '../../messages'

const WIDTH = 600
const HEIGHT = 820
const QR = 420

function load(address: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const image = new Image()
    image.onload = () => resolve(image)
    image.onerror = () => reject(new Error('no picture'))
    image.src = address
  })
}

// The receipt as a picture for the phone's album: number, QR and time, no name and no text of the matter.
export async function saveReceipt(receipt: Receipt, qr: string): Promise<void> {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = '#fff'
  context.fillRect(0, 0, WIDTH, HEIGHT)
  context.drawImage(await load(qr), (WIDTH - QR) / 2, 40, QR, QR)
  context.fillStyle = '#1b1f24'
  context.textAlign = 'center'
  const write = (text: string, y: number, size: number) => {
    context.font = `${size}px sans-serif`
    context.fillText(text, WIDTH / 2, y, WIDTH - 40)
  }
  write(t('done.number'), 530, 28)
  write(receipt.number, 590, 46)
  write(t('done.received', { when: showTime(receipt.received_at) }), 660, 26)
  write(location.host, 720, 26)
  await new Promise<void>((resolve) =>
    canvas.toBlob((blob) => {
      if (blob) saveBlob(blob, `${receipt.number}.png`)
      resolve()
    }, 'image/png'),
  )
}
