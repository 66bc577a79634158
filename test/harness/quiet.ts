// n8n's engine logs every error of a workflow, and the tests provoke many
process.env.N8N_LOG_LEVEL = 'silent';
