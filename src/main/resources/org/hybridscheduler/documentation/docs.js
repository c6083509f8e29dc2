'use strict';

// A file of its own, since the page's policy runs no inline script. No validatorUrl: nothing leaves this server.
SwaggerUIBundle({
  dom_id: '#swagger-ui',
  url: '/openapi?format=json',
  deepLinking: true,
  docExpansion: 'list',
  filter: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  validatorUrl: null
});
