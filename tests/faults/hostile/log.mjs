// The server's words to its operator: one record a line, of the known columns, and nothing in them that anybody wrote or that opens a
// door.

import { MARK } from './values.mjs'

const COLUMNS = ['at', 'operation', 'status', 'code', 'ms', 'bytes', 'request']
// Sentences of the program itself: what its clock has done.
const OWN_WORDS = /^[a-z][a-z ]* of \d{4}-\d{2}-\d{2}: \d+$/
const ID_NUMBER = /\b\d{17}[\dXx]\b/
const PHONE = /\b1[3-9]\d{9}\b/

// `known`: the operations there are. `secrets`: texts that must not be there.
export function readLog(text, { known, secrets }) {
  const faults = []
  const lines = text.split('\n')
  let records = 0
  for (const line of lines.filter(one => one && !OWN_WORDS.test(one))) {
    let record
    try {
      record = JSON.parse(line)
    } catch {
      faults.push(`日志里有一行不是记录：${line.slice(0, 120)}`)
      continue
    }
    records += 1
    const more = Object.keys(record).filter(key => !COLUMNS.includes(key))
    if (more.length) faults.push(`日志里多出 ${more}`)
    if (record.operation !== undefined && !known.has(record.operation)) faults.push(`日志里有没有的操作：${record.operation}`)
    if (!/^[0-9a-f-]{36}$/.test(record.request ?? '')) faults.push(`日志里有一条没有请求编号：${line.slice(0, 120)}`)
    if (PHONE.test(line.replaceAll(record.request, '')) || ID_NUMBER.test(line)) faults.push(`日志里有号码：${line.slice(0, 160)}`)
    if (faults.length > 20) break
  }
  const mark = new RegExp(MARK.source).exec(text)
  if (mark) faults.push(`日志里有人写的话：${text.slice(Math.max(0, mark.index - 60), mark.index + 60)}`)
  for (const secret of secrets) if (secret && text.includes(secret)) faults.push('日志里有口令或凭据')
  return { records, faults }
}
