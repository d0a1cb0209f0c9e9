import cors from 'cors';
import express from 'express';

const app = express();
app.use(express.json());
app.use(cors({ origin: ['http://localhost:3000'], credentials: true }));

let station = 'one';
app.post('/mcp', (request, response) => {
  station = String(request.body.station);
  response.json({ station });
});

app.listen(3000, '127.0.0.1');
