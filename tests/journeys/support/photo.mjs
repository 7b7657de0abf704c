// Small valid pictures with what a phone adds to them: the place it was taken, the phone, a comment.

// GPS 26°18′, 105°45′ and a maker's name, as a camera writes them.
function exif() {
  const maker = Buffer.from('LianhuTestPhone\0')
  const entry = (tag, type, count, value) => {
    const out = Buffer.alloc(12)
    out.writeUInt16BE(tag, 0)
    out.writeUInt16BE(type, 2)
    out.writeUInt32BE(count, 4)
    if (typeof value === 'number') out.writeUInt32BE(value, 8)
    else value.copy(out, 8)
    return out
  }
  const rationals = (...numbers) => Buffer.concat(numbers.map(n => {
    const out = Buffer.alloc(8)
    out.writeUInt32BE(n, 0)
    out.writeUInt32BE(1, 4)
    return out
  }))
  const count = n => Buffer.from([0, n])
  const none = Buffer.alloc(4)
  const mainAt = 8
  const makerAt = mainAt + 2 + 2 * 12 + 4
  const gpsAt = makerAt + maker.length
  const valuesAt = gpsAt + 2 + 4 * 12 + 4
  const tiff = Buffer.concat([
    Buffer.from('MM\0*'), Buffer.from([0, 0, 0, mainAt]),
    count(2), entry(0x010f, 2, maker.length, makerAt), entry(0x8825, 4, 1, gpsAt), none, maker,
    count(4), entry(1, 2, 2, Buffer.from('N\0\0\0')), entry(2, 5, 3, valuesAt), entry(3, 2, 2, Buffer.from('E\0\0\0')), entry(4, 5, 3, valuesAt + 24), none,
    rationals(26, 18, 7), rationals(105, 45, 11),
  ])
  return Buffer.concat([Buffer.from('Exif\0\0'), tiff])
}

const segment = (marker, bytes) => Buffer.concat([Buffer.from([0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 0xff]), bytes])

// One grey 8×8 block; `shade` 1…30 makes different pixels.
export function photo(shade) {
  const quantised = Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 16)])
  const frame = Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])
  const dc = Buffer.concat([Buffer.from([0x00, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]), Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])])
  const ac = Buffer.from([0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  const codes = ['00', '010', '011', '100', '101', '110']
  const size = 32 - Math.clz32(shade)
  const bits = codes[size] + shade.toString(2).padStart(size, '0') + '0'
  const scan = []
  for (let at = 0; at < bits.length; at += 8) scan.push(Number.parseInt(bits.slice(at, at + 8).padEnd(8, '1'), 2))
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]), segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')), segment(0xe1, exif()),
    segment(0xfe, Buffer.from('taken at home')), segment(0xdb, quantised), segment(0xc0, frame), segment(0xc4, dc), segment(0xc4, ac),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from(scan), Buffer.from([0xff, 0xd9]),
  ])
}

// What must not be in a served picture.
export const marks = ['Exif', 'LianhuTestPhone', 'taken at home']
