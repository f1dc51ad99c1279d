from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('duties', '0003_add_outcome_and_parent')]

    operations = [
        migrations.AddField(
            model_name='duty',
            name='brief',
            field=models.TextField(blank=True, help_text='Điều nhờ làm, viết cho cơ quan được nhờ đọc; ngoài ra không biết gì'),
        ),
        migrations.AddField(
            model_name='duty',
            name='no_later_than',
            field=models.DateField(blank=True, help_text='Bên nhờ cần trước ngày này, dù quy định cho lâu hơn', null=True),
        ),
        migrations.AlterField(
            model_name='step',
            name='kind',
            field=models.CharField(choices=[('opened', 'Đã nhận'), ('assigned', 'Phân công'), ('progressed', 'Tiến độ'), ('asked', 'Hỏi thêm'), ('replied', 'Đã bổ sung'), ('suspended', 'Tạm dừng'), ('resumed', 'Tiếp tục'), ('extended', 'Gia hạn'), ('handed_over', 'Chuyển'), ('redated', 'Tính lại hạn'), ('escalated', 'Nhắc người đứng đầu'), ('closed', 'Đã xong'), ('reopened', 'Mở lại'), ('returned', 'Trả về người đứng đầu'), ('help_asked', 'Nhờ phối hợp'), ('help_given', 'Nơi phối hợp đã làm xong'), ('help_ended', 'Thôi nhờ phối hợp')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(('parent', models.F('id')), _negated=True), name='duty_does_not_help_itself'),
        ),
    ]
