// Mercer
