// Recordings made by hand: MP3 frames of silence, 32 kbit/s at 44.1 kHz, as long as asked for.

export function recording(seconds) {
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x10, 0xc0]), Buffer.alloc(100)])
  return Buffer.concat(Array.from({ length: Math.ceil((seconds * 44_100) / 1152) }, () => frame))
}

// A film in the smallest WebM there is: one track, and it is for the eye.
export function film() {
  const element = (id, body) => Buffer.concat([Buffer.from(id), Buffer.from([0x10, 0, 0, body.length]), body])
  const track = element([0xae], Buffer.concat([element([0xd7], Buffer.from([1])), element([0x83], Buffer.from([1]))]))
  return Buffer.concat([element([0x1a, 0x45, 0xdf, 0xa3], Buffer.alloc(1)), element([0x18, 0x53, 0x80, 0x67], element([0x16, 0x54, 0xae, 0x6b], track))])
}
