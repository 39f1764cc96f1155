"""Workflow: fulfilment as BPMN processes, the cases that run, and what machines do for them."""
