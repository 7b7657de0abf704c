import { uuid } from './uuid'

// Keeps one Idempotency-Key for one intention: the key stays while the user presses again with the same
// content, and changes as soon as the content does (the server refuses one key with two bodies).
export class Attempt {
  private content = ''
  private current = ''

  key(body: unknown): string {
    const content = JSON.stringify(body) ?? ''
    if (this.current === '' || content !== this.content) {
      this.current = uuid()
      this.content = content
    }
    return this.current
  }

  done(): void {
    this.current = ''
  }
}
