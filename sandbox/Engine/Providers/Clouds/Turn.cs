namespace Infra.Sandbox.Engine.Providers.Clouds;

/// <summary>One after the other, in this process and in all others on the same folder; the kernel takes the turn from who dies.</summary>
internal sealed class Turn(string file, TimeProvider time)
{
    static readonly TimeSpan untilNextLook = TimeSpan.FromMilliseconds(5);

    SemaphoreSlim Gate { get; } = new(1);

    /// <returns>Ends the turn when it is disposed.</returns>
    public async Task<IDisposable> TakeAsync(CancellationToken ct)
    {
        await Gate.WaitAsync(ct);
        try
        {
            while (true)
            {
                if (TryOpen() is { } held) return new Taken(Gate, held);
                await Task.Delay(untilNextLook, time, ct);
            }
        }
        catch
        {
            Gate.Release();
            throw;
        }
    }

    /// <summary>Null while another process has it.</summary>
    FileStream? TryOpen()
    {
        const int wouldBlock = 11, wouldBlockOnMac = 35;
        return State.PrivateFile.Writing(file, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            try
            {
                return State.PrivateFile.Open(file, FileMode.OpenOrCreate, FileShare.None);
            }
            catch (IOException e) when (e.HResult == (OperatingSystem.IsMacOS() ? wouldBlockOnMac : wouldBlock))
            {
                return null;
            }
        });
    }

    sealed class Taken(SemaphoreSlim gate, FileStream held) : IDisposable
    {
        public void Dispose()
        {
            held.Dispose();
            gate.Release();
        }
    }
}
