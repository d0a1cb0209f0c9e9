const document = { type: 'string', description: 'Name of a document of the inbox, without folder' }

module.exports = [
  {
    name: 'pdf_info',
    description: 'Title, author and number of pages of a document.',
    inputSchema: { type: 'object', properties: { document }, required: ['document'] },
  },
  {
    name: 'pdf_pages',
    description: 'Copies a range of pages into a new document and returns its name.',
    inputSchema: {
      type: 'object',
      properties: { document, range: { type: 'string', description: 'e.g. 3-7' } },
      required: ['document', 'range'],
    },
  },
  {
    name: 'pdf_images',
    description: 'Counts the images of a document.',
    inputSchema: { type: 'object', properties: { document }, required: ['document'] },
  },
]
