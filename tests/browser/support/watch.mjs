// What no story may cause: an error on the console, a breach of the content security policy, a word to another host.

// Chromium writes every answer of 400 and above on the console. These are the server's considered refusals, which
// the page shows as words; anything else that fails to load is a fault.
const REFUSAL = /Failed to load resource: the server responded with a status of (400|401|403|409|412) /

// The address the person opened is not there; the page says so.
const NO_SUCH_PAGE = /Failed to load resource: the server responded with a status of 404 /

const NETWORK_GONE = /net::ERR_(INTERNET_DISCONNECTED|FAILED)/
// Said of an emulated cut alone; the browser may say it a moment after the network is back.
const CUT = /net::ERR_INTERNET_DISCONNECTED/

export class Watch {
  constructor(home) {
    this.home = new URL(home).host
    this.faults = []
    this.requests = 0
  }

  // `offline()`: whether the story has taken the network away just now; `cut()`: whether it ever did.
  async over(context, offline = () => false, cut = () => false) {
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', event => console.error(`CSP ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))
    })
    context.on('request', request => {
      this.requests += 1
      const url = new URL(request.url())
      if (/^(https?|wss?):$/.test(url.protocol) && url.host !== this.home) this.faults.push(`请求了别处：${request.url()}`)
    })
    context.on('console', message => {
      if (message.type() !== 'error') return
      const text = message.text()
      const api = /\/api\/v1\//.test(message.location().url)
      if (api && REFUSAL.test(text)) return
      if (NO_SUCH_PAGE.test(text) && message.location().url === message.page()?.url()) return
      if ((NETWORK_GONE.test(text) && offline()) || (CUT.test(text) && cut())) return
      this.faults.push(`控制台：${text} ${message.location().url}`)
    })
    context.on('weberror', error => this.faults.push(`脚本出错：${error.error().stack ?? error.error()}`))
  }

  take() {
    return this.faults.splice(0)
  }
}
