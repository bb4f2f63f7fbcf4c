using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class Adam
{
    /// <summary>The count of steps and the running moments of one parameter's gradient.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        public long step;
        public Tensor exp_avg = null!;
        public Tensor exp_avg_sq = null!;

        /// <summary>With amsgrad: the largest <see cref="exp_avg_sq"/> so far; else null.</summary>
        public Tensor max_exp_avg_sq = null!;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            step = 0;
            exp_avg = StateTensors.Zeros(_parameter);
            exp_avg_sq = StateTensors.Zeros(_parameter);
            max_exp_avg_sq = ((Options)options).amsgrad == true ? StateTensors.Zeros(_parameter) : null!;
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var other = (State)source;
            step = other.step;
            StateTensors.Copy(other.exp_avg, ref exp_avg, _parameter);
            StateTensors.Copy(other.exp_avg_sq, ref exp_avg_sq, _parameter);
            StateTensors.Copy(other.max_exp_avg_sq, ref max_exp_avg_sq, _parameter);
        }

        public override void LoadStateDict(BinaryReader reader)
        {
            step = reader.ReadInt64();
            StateTensors.Read(reader, ref exp_avg, _parameter);
            StateTensors.Read(reader, ref exp_avg_sq, _parameter);
            LoadConditionalStateTensor(reader, ref max_exp_avg_sq, _parameter.device);
        }

        public override void SaveStateDict(BinaryWriter writer)
        {
            writer.Write(step);
            StateTensors.Write(writer, exp_avg);
            StateTensors.Write(writer, exp_avg_sq);
            SaveConditionalStateTensor(writer, max_exp_avg_sq);
        }

        public override void to(Device device)
        {
            StateTensors.Move(ref exp_avg, device);
            StateTensors.Move(ref exp_avg_sq, device);
            StateTensors.Move(ref max_exp_avg_sq, device);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State state && step == state.step && StateTensors.Close(exp_avg, state.exp_avg)
            && StateTensors.Close(exp_avg_sq, state.exp_avg_sq) && StateTensors.Close(max_exp_avg_sq, state.max_exp_avg_sq);

        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_avg_sq?.Dispose();
            max_exp_avg_sq?.Dispose();
        }

        // The option may have been switched on after the state was made.
        internal Tensor Peak() => max_exp_avg_sq ??= StateTensors.Zeros(_parameter);
    }
}
