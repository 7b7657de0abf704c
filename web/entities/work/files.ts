// Addresses of a matter's files: same origin, so that the session's cookie opens them.
const of = (matter: string) => `/api/v1/matters/${encodeURIComponent(matter)}`

export const attachmentAddress = (matter: string, id: string) => `${of(matter)}/attachments/${encodeURIComponent(id)}`
export const pdfAddress = (matter: string, id: string) => `${of(matter)}/documents/${encodeURIComponent(id)}/pdf`
export const wordAddress = (matter: string, id: string) => `${of(matter)}/documents/${encodeURIComponent(id)}/docx`

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  const kb = bytes / 1024
  return kb < 1024 ? `${Math.round(kb)} KB` : `${(kb / 1024).toFixed(1)} MB`
}
