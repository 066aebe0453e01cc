using System.Text;

namespace Infra.Sandbox.World.Storage;

/// <summary>The world's own diary: complete sentences, no values of environments.</summary>
internal sealed class WorldLog(string path, TimeProvider time) : IDisposable
{
    readonly RollingFile file = new(path);

    public void Say(string sentence) => file.Write(Encoding.UTF8.GetBytes($"{time.GetUtcNow():O} {sentence}\n"));

    public void Dispose() => file.Dispose();
}
