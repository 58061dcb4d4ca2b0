"""How gunicorn runs img-mgr. It listens on the socket that systemd hands over."""

workers = 2
worker_class = "gthread"
threads = 16
timeout = 60
graceful_timeout = 10
keepalive = 5
worker_tmp_dir = "/dev/shm"
# Nobody but nginx reaches the socket; addresses in forwarded headers are not used.
forwarded_allow_ips = ""
control_socket_disable = True
