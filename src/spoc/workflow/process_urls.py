"""Addresses of processes and their cases."""

from django.urls import path

from spoc.workflow.pages import cases, processes, steps, versions

AT = "settings/processes"
VERSION = f"{AT}/versions/<int:pk>"

PROCESS_URLS = [
    path(AT, processes.index, name="processes"),
    path(f"{AT}/new", processes.new, name="new_process"),
    path(f"{AT}/<int:pk>", processes.process, name="process"),
    path(f"{AT}/<int:pk>/versions", processes.new_version, name="new_version"),
    path(f"{AT}/<int:pk>/retirement", processes.retirement, name="retire_process"),
    path(VERSION, versions.version, name="version"),
    path(f"{VERSION}/file", versions.file, name="version_file"),
    path(f"{VERSION}/lanes", versions.lanes, name="version_lanes"),
    path(f"{VERSION}/wires/<str:element>", versions.wire, name="wire"),
    path(f"{VERSION}/steps/<int:place>", steps.step, name="listed_step"),
    path(f"{VERSION}/steps/<int:place>/order", steps.order, name="step_order"),
    path(f"{VERSION}/steps/<int:place>/removal", steps.removal, name="step_removal"),
    path(f"{VERSION}/publication", versions.publication, name="publish_version"),
    path(f"{VERSION}/trial", versions.trial, name="trial"),
    path("cases/<int:pk>", cases.case, name="case"),
    path("cases/<int:pk>/drawn", cases.drawn, name="case_drawn"),
    path("cases/<int:pk>/picture", cases.picture, name="case_picture"),
    path("cases/<int:pk>/cancellation", cases.cancellation, name="cancel_case"),
]
