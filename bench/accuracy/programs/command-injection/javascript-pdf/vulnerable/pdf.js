const { execFile, exec } = require('node:child_process')
const path = require('node:path')
const { promisify } = require('node:util')

const inbox = path.resolve(process.env.PDF_INBOX || 'inbox')
const outbox = path.resolve(process.env.PDF_OUTBOX || 'outbox')
const file = promisify(execFile)
const shell = promisify(exec)

const locate = (name) => path.join(inbox, path.basename(String(name)))

async function info (document) {
  const { stdout } = await file('pdfinfo', ['-enc', 'UTF-8', locate(document)])
  return stdout
}

async function pages (document, range) {
  const target = path.join(outbox, `${Date.now()}.pdf`)
  const command = `qpdf "${locate(document)}" --pages . ${range} -- "${target}"`
  await shell(command, { timeout: 30000 })
  return path.basename(target)
}

async function images (document) {
  const { stdout } = await file('pdfimages', ['-list', locate(document)])
  return `${Math.max(stdout.trim().split('\n').length - 2, 0)} images`
}

module.exports = { info, pages, images }
