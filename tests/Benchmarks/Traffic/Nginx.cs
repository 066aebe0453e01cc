using System.Collections.Immutable;

namespace Infra.Benchmarks.Traffic;

/// <summary>nginx as a balancer before the same targets, set up as its manual advises for keeping connections.</summary>
internal static class Nginx
{
    public static Task<Peer> StartAsync(DirectoryInfo parent, int port, ImmutableArray<int> targets, CancellationToken ct)
    {
        var home = parent.CreateSubdirectory("nginx").FullName;
        var file = Path.Combine(home, "nginx.conf");
        File.WriteAllText(file, $$"""
            daemon off; worker_processes {{Environment.ProcessorCount}}; error_log /dev/null; pid {{home}}/nginx.pid;
            events { worker_connections 4096; }
            http {
              access_log off; keepalive_requests 1000000000;
              client_body_temp_path {{home}}/a; proxy_temp_path {{home}}/b; fastcgi_temp_path {{home}}/c; uwsgi_temp_path {{home}}/d; scgi_temp_path {{home}}/e;
              upstream sides { {{string.Join(' ', targets.Select(target => $"server 127.0.0.1:{target};"))}} keepalive 128; keepalive_requests 1000000000; }
              server {
                listen 127.0.0.1:{{port}};
                location / {
                  proxy_pass http://sides; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $http_host;
                  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Forwarded-Port $server_port;
                }
              }
            }
            """);
        return Peer.StartAsync("nginx", "nginx", port, ct, "-p", home, "-e", "/dev/null", "-c", file);
    }
}
