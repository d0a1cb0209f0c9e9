import type { Rule } from '../../../../domain/rule.ts';

const express = (guard: string, before = ''): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
import { requireAuth } from './auth.js';
const app = express();
${before}
app.get('/notes', requireAuth, (request, response) => response.json(store.list()));
app.post('/notes', requireAuth, (request, response) => response.json(store.add(request.body)));
app.delete('/notes/:id', ${guard}(request, response) => response.json(store.remove(request.params.id)));
app.get('/health', (request, response) => response.send('ok'));
app.listen(3000, '127.0.0.1');
`,
});

const pair = (guard: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
import { requireAuth } from './auth.js';
const app = express();
app.get('/notes', requireAuth, (request, response) => response.json(store.list()));
app.delete('/notes', ${guard}(request, response) => response.json(store.clear()));
app.listen(3000, '127.0.0.1');
`,
});

const launcher = (guard: string): Readonly<Record<string, string>> => ({
  'src/proxy.ts': `import express from 'express';
import { spawn } from 'node:child_process';
const app = express();
const secret = process.env.PROXY_SECRET;
function open(query) {
  return spawn(String(query.command), []);
}
app.get('/connect', (request, response) => {
  ${guard}
  open(request.query).stdout.pipe(response);
});
app.listen(3000, '127.0.0.1');
`,
});

const fastapi = (parameters: string): Readonly<Record<string, string>> => ({
  'server.py': `from fastapi import Depends, FastAPI
from accounts import get_current_user

app = FastAPI()


@app.get('/notes')
async def read(user=Depends(get_current_user)):
    return store.list()


@app.post('/notes')
async def add(text: str, user=Depends(get_current_user)):
    return store.add(text)


@app.delete('/notes/{number}')
async def remove(number: int${parameters}):
    return store.remove(number)
`,
});

// The check stands around the handler, and is found by what it does.
const mux = (handler: string): Readonly<Record<string, string>> => ({
  'main.go': `package main

import (
	"crypto/subtle"
	"net/http"
)

func locked(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Notes-Key")), key) != 1 {
			http.Error(w, "no", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func list(w http.ResponseWriter, r *http.Request) { w.Write(notes) }
func purge(w http.ResponseWriter, r *http.Request) { notes = nil }

func main() {
	mux := http.NewServeMux()
	mux.Handle("/notes", locked(http.HandlerFunc(list)))
	mux.Handle("/purge", ${handler})
	http.ListenAndServe("127.0.0.1:8080", mux)
}
`,
});

const members = `function members(request, response, next) {
  if (request.get('x-notes-key') !== process.env.NOTES_KEY) return response.sendStatus(401);
  next();
}`;

// What is registered before the check is not behind it.
const ordered = (before: string, after: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
const app = express();
${members}
${before}
app.use(members);
${after}
app.get('/notes', (request, response) => response.json(store.list()));
app.listen(3000, '127.0.0.1');
`,
});
const clears = "app.delete('/notes', (request, response) => response.json(store.clear()));";

// Routers of other files, with the check where they are put in their places.
const mounted = (guard: string): Readonly<Record<string, string>> => ({
  'src/notes.ts': `import { Router } from 'express';
export const notes = Router();
notes.get('/all', (request, response) => response.json(store.list()));
notes.post('/one', (request, response) => response.json(store.add(request.body)));
`,
  'src/jobs.ts': `import { Router } from 'express';
const jobs = Router();
jobs.post('/start', (request, response) => response.json(store.begin()));
export default jobs;
`,
  'src/members.ts': `export ${members}`,
  'src/server.ts': `import express from 'express';
import jobs from './jobs.js';
import { members } from './members.js';
import { notes } from './notes.js';
const app = express();
app.use('/notes', members, notes);
app.use('/jobs', ${guard}jobs);
app.listen(3000, '127.0.0.1');
`,
});

const routers = (options: string): Readonly<Record<string, string>> => ({
  'server.py': `from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request

def member(request: Request):
    if request.headers.get('x-notes-key') != KEY:
        raise HTTPException(status_code=401)

notes = APIRouter(dependencies=[Depends(member)])
admin = APIRouter(${options})

@notes.get('/notes')
def read():
    return store.list()

@admin.post('/clear')
def clear():
    store.clear()

app = FastAPI()
app.include_router(notes)
app.include_router(admin)
`,
});

const flask = (decorator: string, hook = ''): Readonly<Record<string, string>> => ({
  'server.py': `from flask import Flask, abort, request

app = Flask(__name__)

def members(handler):
    def wrapped(*args, **kwargs):
        if request.headers.get('X-Notes-Key') != KEY:
            abort(401)
        return handler(*args, **kwargs)
    return wrapped

${hook}

@app.route('/notes')
@members
def read():
    return store.list()

@app.route('/notes/<number>', methods=['DELETE'])
${decorator}
def remove(number):
    return store.remove(number)
`,
});

export const examples: Rule<'source'>['examples'] = {
  bad: [
    express(''),
    launcher(''),
    fastapi(''),
    pair(''),
    mux('http.HandlerFunc(purge)'),
    ordered(clears, ''),
    mounted(''),
    routers(''),
    flask(''),
  ],
  good: [
    express('requireAuth, '),
    express('', 'app.use(requireAuth);'),
    pair('requireAuth, '),
    launcher(
      'if (request.headers.authorization !== `Bearer ${secret}`) { response.sendStatus(401); return; }',
    ),
    fastapi(', user=Depends(get_current_user)'),
    mux('locked(http.HandlerFunc(purge))'),
    ordered('', clears),
    mounted('members, '),
    routers('dependencies=[Depends(member)]'),
    flask('@members'),
    flask(
      '',
      "@app.before_request\ndef ask():\n    if request.headers.get('X-Notes-Key') != KEY:\n        abort(401)",
    ),
  ],
  nearMiss: [
    {
      'src/server.ts': `import express from 'express';
const app = express();
app.get('/notes', (request, response) => response.json(store.list()));
app.post('/notes', (request, response) => response.json(store.add(request.body)));
app.listen(3000, '127.0.0.1');
`,
    },
  ],
};
