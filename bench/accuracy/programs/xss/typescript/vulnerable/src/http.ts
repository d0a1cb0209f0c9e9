import express from 'express';

const app = express();

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

app.get('/callback', (request, response) => {
  const reason = String(request.query.error ?? '');
  response.send(`<h1>Not signed in</h1><p>${reason}</p>`);
});

app.listen(3000, '127.0.0.1');
