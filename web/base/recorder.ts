// The phone's microphone, as far as the browser lends it: only to pages over TLS (or on this machine itself).
const TYPES = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']
// Speech; two minutes come to about 360 KB.
const BITS = 24_000

export const canRecord = (): boolean => window.isSecureContext && !!navigator.mediaDevices?.getUserMedia && typeof MediaRecorder !== 'undefined'

export interface Recording {
  bytes: Blob
  seconds: number
}

export class Recorder {
  private readonly parts: Blob[] = []
  private readonly begun = Date.now()
  private readonly recorder: MediaRecorder
  private readonly stream: MediaStream

  private constructor(stream: MediaStream) {
    this.stream = stream
    const type = TYPES.find((each) => MediaRecorder.isTypeSupported(each))
    this.recorder = new MediaRecorder(stream, { ...(type ? { mimeType: type } : {}), audioBitsPerSecond: BITS })
    this.recorder.ondataavailable = (event) => {
      if (event.data.size > 0) this.parts.push(event.data)
    }
    this.recorder.start(1_000)
  }

  // Asks the person for the microphone; rejects when it is refused or there is none.
  static async start(): Promise<Recorder> {
    return new Recorder(await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true }, video: false }))
  }

  get seconds(): number {
    return (Date.now() - this.begun) / 1000
  }

  stop(): Promise<Recording> {
    const { seconds } = this
    return new Promise((resolve) => {
      const done = () => {
        for (const track of this.stream.getTracks()) track.stop()
        resolve({ bytes: new Blob(this.parts, { type: this.recorder.mimeType.split(';')[0] ?? '' }), seconds })
      }
      if (this.recorder.state === 'inactive') return done()
      this.recorder.onstop = done
      this.recorder.stop()
    })
  }
}

// How long a file plays; 0 when this browser cannot tell.
export function secondsOf(file: Blob): Promise<number> {
  return new Promise((resolve) => {
    const address = URL.createObjectURL(file)
    const audio = new Audio()
    const finish = (seconds: number) => {
      clearTimeout(timer)
      URL.revokeObjectURL(address)
      resolve(Number.isFinite(seconds) ? seconds : 0)
    }
    const timer = setTimeout(() => finish(0), 5_000)
    audio.preload = 'metadata'
    audio.onerror = () => finish(0)
    // A live recording does not know its own length until it is asked for a time beyond its end.
    audio.ondurationchange = () => {
      if (Number.isFinite(audio.duration)) finish(audio.duration)
    }
    audio.onloadedmetadata = () => {
      if (!Number.isFinite(audio.duration)) audio.currentTime = 1e7
    }
    audio.src = address
  })
}
