namespace Infra.Orchestrator.Journal;

/// <summary>Keeps a lease in the background for as long as its work goes on: short, so that a dead holder is soon replaced, and renewed often.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    /// <summary>How long others wait for a holder that they can't see dying.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan _every = TimeSpan.FromSeconds(15);

    private readonly ILeases _leases;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _lost = new();
    private readonly ITimer _timer;
    private volatile Lease _lease;
    private Task _renewing = Task.CompletedTask;

    public LeaseKeeper(ILeases leases, Lease lease, TimeProvider time)
    {
        (_leases, _lease, _time) = (leases, lease, time);
        _timer = time.CreateTimer(_ => Tick(), null, _every, _every);
    }

    /// <summary>The fencing token under which this holder writes.</summary>
    public long Token => _lease.Token;

    /// <summary>Cancelled as soon as somebody else has the lease, or nobody could be asked for as long as it lasted.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Whether the lease is still ours; one that ran out while this process was paused is asked for first.</summary>
    public async Task<bool> HoldsAsync()
    {
        if (_time.GetUtcNow() >= _lease.Until)
            await RenewAsync();
        return !_lost.IsCancellationRequested;
    }

    /// <summary>Asks for the lease anew, just before an effect: a process that was paused doesn't know what happened meanwhile.</summary>
    /// <exception cref="OperationCanceledException">Somebody else has it.</exception>
    public async Task ConfirmAsync()
    {
        await RenewAsync();
        _lost.Token.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _renewing;
        if (!_lost.IsCancellationRequested)
            await _leases.ReleaseAsync(_lease, CancellationToken.None);
        _lost.Dispose();
    }

    private void Tick()
    {
        if (_renewing.IsCompleted && !_lost.IsCancellationRequested)
            _renewing = RenewAsync();
    }

    private async Task RenewAsync()
    {
        try
        {
            if (await _leases.RenewAsync(_lease, Length, CancellationToken.None) is { } renewed)
                _lease = renewed;
            else
                Lose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JournalException)
        {
            // A folder that can't be written now may be at the next tick; once the lease has run out, others may have taken it.
            if (_time.GetUtcNow() >= _lease.Until)
                Lose();
        }
    }

    private void Lose()
    {
        _timer.Dispose();
        _lost.Cancel();
    }
}
