const express = require('express');
const app = express();
app.get('/healthz', (request, response) => response.status(200).send());
app.listen(8080);
