import { parentPort } from 'node:worker_threads'
import {
  css,
  editorWorkerService,
  favicon,
  graphqlWorker,
  js,
  jsonWorker,
} from '@graphql-yoga/render-graphiql/graphiql'
import { type StaticFile, staticFile } from '../files/files.ts'
import { memoryOf } from '../files/loading.ts'

// Runs in its own thread: reading and compressing nine megabytes of script would block the server for a second.
const script = 'text/javascript; charset=utf-8'
const icon = Buffer.from(favicon.slice(favicon.indexOf(',') + 1), 'base64')
const assets: Record<string, StaticFile> = {
  'graphiql.js': staticFile(script, js),
  'graphiql.css': staticFile('text/css; charset=utf-8', css),
  'editor.js': staticFile(script, editorWorkerService),
  'json.js': staticFile(script, jsonWorker),
  'language.js': staticFile(script, graphqlWorker),
  'favicon.ico': staticFile('image/x-icon', icon),
}
parentPort?.postMessage(assets, memoryOf(assets))
