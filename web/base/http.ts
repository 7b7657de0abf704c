import { Failure, failureOf } from './failure'
import { uuid } from './uuid'

export type Query = Record<string, string | number | boolean | undefined>

export interface CallOptions {
  query?: Query
  headers?: Record<string, string>
  // Sent as JSON, unless it is a Blob, which goes as it is.
  body?: unknown
  // One key for one intention: pass the same key when the user tries again (see attempt.ts).
  key?: string
  ifMatch?: string
  ifNoneMatch?: string
  timeoutMs?: number
  signal?: AbortSignal
}

export interface Reply<T> {
  status: number
  // Undefined when nothing changed (304) or nothing was sent (204).
  data: T
  etag?: string
}

// One page of a paper as a picture, and how many pages the paper has; nothing when the answer did not tell.
export interface Sheet {
  picture: Blob
  pages?: number
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface HttpSettings {
  base: string
  fetch: typeof fetch
  csrf: () => string | undefined
  wait: (ms: number) => Promise<void>
  onUnauthenticated: () => void
}

const READ_TIMEOUT = 15_000
const WRITE_TIMEOUT = 30_000
const RETRY_AFTER = [400, 1_200]

// A file that was saved again after it was chosen can no longer be read: the browser says only that nothing was sent.
const stillReadable = (file: File): Promise<boolean> =>
  file.slice(0, 1).arrayBuffer().then(
    () => true,
    () => false,
  )

export class Http {
  private readonly settings: HttpSettings

  constructor(settings: HttpSettings) {
    this.settings = settings
  }

  async get<T>(path: string, options: CallOptions = {}): Promise<T> {
    return (await this.call<T>('GET', path, options)).data
  }

  async post<T>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
    return (await this.call<T>('POST', path, { ...options, body })).data
  }

  async put<T>(path: string, body?: unknown, options: CallOptions = {}): Promise<T> {
    return (await this.call<T>('PUT', path, { ...options, body })).data
  }

  async delete<T>(path: string, options: CallOptions = {}): Promise<T> {
    return (await this.call<T>('DELETE', path, options)).data
  }

  async blob(path: string, options: CallOptions = {}): Promise<Blob> {
    return (await this.respond('GET', path, options)).blob()
  }

  sheet(path: string, options: CallOptions = {}): Promise<Sheet> {
    return this.drawn('GET', path, options)
  }

  // A page of what is not kept anywhere yet.
  postSheet(path: string, options: CallOptions = {}): Promise<Sheet> {
    return this.drawn('POST', path, options)
  }

  private async drawn(method: Method, path: string, options: CallOptions): Promise<Sheet> {
    const response = await this.respond(method, path, options)
    const pages = Number(response.headers.get('X-Page-Count') ?? 0)
    return { picture: await response.blob(), ...(pages > 0 ? { pages } : {}) }
  }

  // A file for a file: the same sheet with its errors.
  async postForBlob(path: string, options: CallOptions = {}): Promise<Blob> {
    return (await this.respond('POST', path, options)).blob()
  }

  async call<T>(method: Method, path: string, options: CallOptions = {}): Promise<Reply<T>> {
    const response = await this.respond(method, path, options)
    const etag = response.headers.get('ETag') ?? undefined
    const empty = response.status === 204 || response.status === 304
    const data = empty ? (undefined as T) : await this.json<T>(response)
    return { status: response.status, data, ...(etag ? { etag } : {}) }
  }

  private async json<T>(response: Response): Promise<T> {
    const text = await response.text()
    if (text === '') return undefined as T
    try {
      return JSON.parse(text) as T
    } catch {
      throw new Failure('server', '收到的内容不完整，请重试', { status: response.status })
    }
  }

  // A write is tried again by itself only when no answer came: its key makes that harmless.
  private async respond(method: Method, path: string, options: CallOptions): Promise<Response> {
    const key = method === 'GET' ? undefined : (options.key ?? uuid())
    for (let tries = 0; ; ++tries) {
      try {
        return await this.once(method, path, options, key)
      } catch (error) {
        const pause = RETRY_AFTER[tries]
        const silent = error instanceof Failure && error.kind === 'offline' && navigator.onLine !== false
        if (!silent || pause === undefined || options.signal?.aborted) throw error
        await this.settings.wait(pause)
      }
    }
  }

  private async once(method: Method, path: string, options: CallOptions, key?: string): Promise<Response> {
    const aborter = new AbortController()
    const stop = () => aborter.abort()
    let late = false
    const timer = setTimeout(() => {
      late = true
      stop()
    }, options.timeoutMs ?? (method === 'GET' ? READ_TIMEOUT : WRITE_TIMEOUT))
    options.signal?.addEventListener('abort', stop)
    try {
      const response = await this.settings.fetch(this.address(path, options.query), {
        method,
        headers: this.headers(method, options, key),
        body: options.body === undefined ? undefined : options.body instanceof Blob ? options.body : JSON.stringify(options.body),
        credentials: 'same-origin',
        cache: 'no-store',
        signal: aborter.signal,
      })
      if (response.ok || response.status === 304) return response
      if (response.status === 401) this.settings.onUnauthenticated()
      throw await failureOf(response)
    } catch (error) {
      if (error instanceof Failure) throw error
      if (late) throw new Failure('timeout', '等了太久没有回应，请稍后再试')
      if (options.body instanceof File && !(await stillReadable(options.body))) {
        throw new Failure('refused', '文件改动过', { errors: [{ pointer: '/file', message: '选好以后这份文件又改动过，请重新选择' }] })
      }
      throw new Failure('offline', '连不上网络，请检查后再试')
    } finally {
      clearTimeout(timer)
      options.signal?.removeEventListener('abort', stop)
    }
  }

  private headers(method: Method, options: CallOptions, key?: string): Record<string, string> {
    const headers: Record<string, string> = { Accept: 'application/json, application/problem+json, */*', ...options.headers }
    if (options.body !== undefined && !(options.body instanceof Blob)) headers['Content-Type'] = 'application/json'
    if (options.body instanceof Blob && !headers['Content-Type']) headers['Content-Type'] = options.body.type
    if (key) headers['Idempotency-Key'] = key
    if (options.ifMatch) headers['If-Match'] = options.ifMatch
    if (options.ifNoneMatch) headers['If-None-Match'] = options.ifNoneMatch
    const csrf = this.settings.csrf()
    if (csrf && method !== 'GET') headers['X-CSRF'] = csrf
    return headers
  }

  private address(path: string, query: Query = {}): string {
    const pairs = Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`],
    )
    return this.settings.base + path + (pairs.length > 0 ? `?${pairs.join('&')}` : '')
  }
}
