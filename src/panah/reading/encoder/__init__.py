"""A small transformer that looks at a whole report: kinds, parties and standing of its claims."""
