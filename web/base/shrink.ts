// Photos leave the phone small and without EXIF: drawing on a canvas keeps the picture and drops place, time, device.
const LONGEST_SIDE = 1600
const LARGEST_BYTES = 300 * 1024
const QUALITIES = [0.82, 0.7, 0.58, 0.46]
const SMALLER = 0.75

export interface Photo {
  id: string
  name: string
  type: string
  // Bytes, not a Blob: some phones lose Blobs kept in IndexedDB.
  bytes: ArrayBuffer
}

export function fit(width: number, height: number, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

function decode(file: Blob): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const address = URL.createObjectURL(file)
    const image = new Image()
    image.onload = () => {
      URL.revokeObjectURL(address)
      resolve(image)
    }
    image.onerror = () => {
      URL.revokeObjectURL(address)
      reject(new Error('not an image'))
    }
    image.src = address
  })
}

function encode(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no canvas'))), 'image/jpeg', quality)
  })
}

export async function shrink(file: Blob): Promise<Blob> {
  const image = await decode(file)
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  for (let longest = LONGEST_SIDE; ; longest = Math.round(longest * SMALLER)) {
    Object.assign(canvas, fit(image.naturalWidth, image.naturalHeight, longest))
    // A transparent picture becomes white, not black.
    context.fillStyle = '#fff'
    context.fillRect(0, 0, canvas.width, canvas.height)
    context.drawImage(image, 0, 0, canvas.width, canvas.height)
    for (const quality of QUALITIES) {
      const blob = await encode(canvas, quality)
      if (blob.size <= LARGEST_BYTES || longest < 400) return blob
    }
  }
}

// A name of its own among those already there: a.png and a.webp both become JPEG.
export function photoName(file: string, taken: string[]): string {
  const bare = file.replace(/\.[^.]*$/, '') || '照片'
  let name = `${bare}.jpg`
  for (let n = 2; taken.includes(name); ++n) name = `${bare}（${n}）.jpg`
  return name
}

// `taken`: asked when the photo is ready, for others may have come meanwhile.
export async function photoOf(file: File, id: string, taken: () => string[] = () => []): Promise<Photo> {
  const blob = await shrink(file)
  return { id, name: photoName(file.name, taken()), type: 'image/jpeg', bytes: await blob.arrayBuffer() }
}

export const blobOf = (photo: Photo) => new Blob([photo.bytes], { type: photo.type })
