"""Addresses of one's own timer, work logs and tasks."""

from django.urls import path

from spoc.work.pages import effort, tasks

app_name = "work"
urlpatterns = [
    path("timer", effort.timer, name="timer"),
    path("timer/removal", effort.discard, name="discard"),
    path("work-logs/<int:pk>", effort.log, name="log"),
    path("tasks", tasks.index, name="tasks"),
    path("tasks/rows", tasks.rows, name="task-rows"),
    path("tasks/<int:pk>", tasks.task, name="task"),
    path("tasks/<int:pk>/<slug:verb>", tasks.move, name="task-move"),
]
